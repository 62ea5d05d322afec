import { fitted } from "../../shared/client/files/fitted"
import { sizeText } from "../../shared/client/files/size-text"
import type { Attachment } from "../../shared/protocol/types"
import type { Cabinet } from "./cabinet"
import type { FileWords } from "./words"

/** The longer side of a picture beside words, CSS pixels. */
const SIDE_PX = 220

type Way = { cabinet: Cabinet; words: FileWords }
type Props = Way & { attachment: Attachment }

/** The files of a message. A picture has its place before it is there. */
export function Shown({ attachments, ...way }: Way & { attachments: readonly Attachment[] }) {
  return attachments.map((each) =>
    each.width && each.height ? (
      <Picture
        key={each.id}
        attachment={each}
        {...way}
        size={fitted({ width: each.width, height: each.height }, SIDE_PX)}
      />
    ) : (
      <Chip key={each.id} attachment={each} {...way} />
    ),
  )
}

/** Drawn from bytes, so that the page's policy needs to allow no picture from elsewhere. */
function Picture({ attachment, cabinet, words, size }: Props & { size: { width: number; height: number } }) {
  if (cabinet.failed.value.includes(attachment.id)) return <Chip {...{ attachment, cabinet, words }} />
  return (
    <button
      type="button"
      class="picture"
      aria-label={words.open(attachment.name)}
      onClick={() => cabinet.save(attachment)}
    >
      <canvas
        {...size}
        style={{ aspectRatio: `${size.width}/${size.height}`, width: `${size.width}px` }}
        ref={(canvas) => whenNear(canvas, () => void cabinet.draw(attachment, canvas as HTMLCanvasElement))}
      />
    </button>
  )
}

function Chip({ attachment, cabinet, words }: Props) {
  const failed = cabinet.failed.value.includes(attachment.id)
  return (
    <button type="button" class="chip" title={words.open(attachment.name)} onClick={() => cabinet.save(attachment)}>
      <bdi class="file-name">{attachment.name}</bdi>
      <span class={failed ? "wrong" : ""} role="status">
        {failed ? words.failed : sizeText(attachment.size)}
      </span>
    </button>
  )
}

const watched = new WeakSet<Element>()

/** Once for each canvas, however often what stands around it is drawn. */
function whenNear(target: Element | null, then: () => void): void {
  if (!target || watched.has(target)) return
  watched.add(target)
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return
    watch.disconnect()
    then()
  })
  watch.observe(target)
}
