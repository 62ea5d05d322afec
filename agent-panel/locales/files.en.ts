export const files = {
  attach: "Attach a file",
  list: "Files to send",
  remove: (name: string) => `Remove ${name}`,
  show: (name: string) => `Show ${name}`,
  save: "Save",
  failed: "Did not get through",
  tooLarge: "Too large to send",
  notTaken: "Only pictures, PDF, text and ZIP can be sent",
  noRoom: "The server has no room for files right now",
  follows: "Follows by itself",
  drop: "Drop to attach",
}
