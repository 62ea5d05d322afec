type Count = { kept: number; missed: number }

/** Which part was kept of what is decided; null where nothing is. Never the whole while anything was missed. */
export function shareKept({ kept, missed }: Count): number | null {
  const decided = kept + missed
  return decided === 0 ? null : Math.floor((kept / decided) * 100) / 100
}
