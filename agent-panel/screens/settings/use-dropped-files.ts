import { useEffect, useRef, useState } from "preact/hooks"

/**
 * Takes files that are dropped anywhere on the page, where a browser would otherwise leave it for the file. Gives whether
 * some are held over it.
 */
export function useDroppedFiles(onDrop: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const dropped = useRef(onDrop)
  dropped.current = onDrop
  useEffect(() => {
    function hold(event: DragEvent) {
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      setOver(true)
    }
    function leave(event: DragEvent) {
      if (event.relatedTarget === null) setOver(false)
    }
    function drop(event: DragEvent) {
      setOver(false)
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      dropped.current([...event.dataTransfer.files])
    }
    addEventListener("dragover", hold)
    addEventListener("dragleave", leave)
    addEventListener("drop", drop)
    return () => {
      removeEventListener("dragover", hold)
      removeEventListener("dragleave", leave)
      removeEventListener("drop", drop)
    }
  }, [])
  return over
}
