import "./files.css"
import { Download, FileText } from "lucide"
import { useState } from "preact/hooks"
import { fitted } from "../../../shared/client/files/fitted"
import { sizeText } from "../../../shared/client/files/size-text"
import type { Attachment } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { Dialog } from "../../parts/dialog"
import { Icon } from "../../parts/icon"
import { FileLink } from "../../parts/links"
import { fileAddress } from "../../state/files"

/** The longer side of a picture beside words, CSS pixels. */
const SIDE_PX = 320

/** The files of a message. A picture has its place before it is there. */
export function Attachments({ of }: { of: readonly Attachment[] }) {
  if (of.length === 0) return null
  return (
    <ul class="attachments">
      {of.map((each) => (
        <li key={each.id}>
          {each.width && each.height ? (
            <Picture attachment={each} size={fitted({ width: each.width, height: each.height }, SIDE_PX)} />
          ) : (
            <File attachment={each} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Picture({ attachment, size }: { attachment: Attachment; size: ReturnType<typeof fitted> }) {
  const { id, name } = attachment
  const [isOpen, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  if (failed) return <File attachment={attachment} />
  return (
    <>
      <button type="button" class="picture" aria-label={t.files.show(name)} title={name} onClick={() => setOpen(true)}>
        <img src={fileAddress(id)} alt="" {...size} loading="lazy" onError={() => setFailed(true)} />
      </button>
      {isOpen && <Opened attachment={attachment} onClose={() => setOpen(false)} />}
    </>
  )
}

/** A picture by itself, as large as the panel allows. */
function Opened({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const { id, name, width, height } = attachment
  return (
    <Dialog title={name} onClose={onClose}>
      <img class="picture-opened" src={fileAddress(id)} alt={name} width={width ?? 0} height={height ?? 0} />
      <FileLink id={id} name={name} class="button button-plain">
        <Icon node={Download} />
        <span class="button-words">{t.files.save}</span>
      </FileLink>
    </Dialog>
  )
}

function File({ attachment: { id, name, size } }: { attachment: Attachment }) {
  return (
    <FileLink id={id} name={name} class="file">
      <Icon node={FileText} />
      <bdi class="one-line">{name}</bdi>
      <span class="file-size">{sizeText(size)}</span>
    </FileLink>
  )
}
