import { plainName } from "../../shared/plain-name"
import type { Offer } from "../../shared/protocol/types"
import { t } from "."
import { lengthInWords } from "./format"

/** Why a conversation is offered, to the one who reads it: what happened before, and who else is asked. */
export function whyOffered(
  { reason, from }: Offer,
  { contact, team }: { contact: string; team: string | null },
): string {
  const who = plainName(from?.name ?? "")
  const length = lengthInWords(from?.hadItMs ?? 0)
  switch (reason) {
    case "first":
    case "room":
    case "overdue":
      return t.offers.why[reason]
    case "knows":
      return t.offers.why.knows(contact)
    case "missed":
    case "silent":
      return t.offers.why[reason](who, length)
    case "declined":
    case "gone":
    case "away":
      return t.offers.why[reason](who)
    case "ring":
      return [who && t.offers.why.missed(who, length), team ? t.offers.why.team(team) : t.offers.why.everybody]
        .filter(Boolean)
        .join(" · ")
    default:
      return reason satisfies never
  }
}
