const UNITS = ["B", "KB", "MB", "GB"]

/** A size in bytes as people read it: 480 B, 12 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const count = bytes / 1_000 ** power
  return `${count < 10 && power > 1 ? count.toFixed(1) : Math.round(count)} ${UNITS[power]}`
}
