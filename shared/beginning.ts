/** The beginning of a text, at most so many UTF-16 code units long, with no letter cut in two. */
export const beginning = (text: string, length: number) => text.slice(0, length).replace(/[\ud800-\udbff]$/, "")
