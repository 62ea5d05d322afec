import { plainName } from "../../shared/plain-name"
import type { AgentConversation, Offer, Team } from "../../shared/protocol/types"
import { teamBy } from "../state/people"
import { t } from "."
import { lengthInWords } from "./format"
import { contactName } from "./names"

type Offered = { conversation: AgentConversation; offer: Offer }

/** Who waits, and for whom. */
export function whoIsOffered({ conversation: { contact }, offer }: Offered): string {
  return offer.agentId === null ? t.offers.forAll(contactName(contact)) : t.offers.forMe(contactName(contact))
}

/** Why a conversation is offered, to the one who reads it: what happened before, and who else is asked. */
export function whyMe({ conversation: { contact }, offer: { agentId, reason, from, teamId } }: Offered): string {
  const who = plainName(from?.name ?? "")
  const length = lengthInWords(from?.hadItMs ?? 0)
  const team = teamBy(teamId)
  switch (reason) {
    case "first":
    case "room":
    case "overdue":
      return t.offers.why[reason]
    case "knows":
      return t.offers.why.knows(contactName(contact))
    case "missed":
    case "silent":
      return t.offers.why[reason](who, length)
    case "declined":
    case "gone":
    case "away":
      return t.offers.why[reason](who)
    case "handed-over":
      return [t.handover.why(who), agentId === null && whoElse(team)].filter(Boolean).join(" · ")
    case "ring":
      return [who && t.offers.why.missed(who, length), whoElse(team)].filter(Boolean).join(" · ")
    default:
      return reason satisfies never
  }
}

const whoElse = (team: Team | null) => (team ? t.offers.why.team(team.name) : t.offers.why.everybody)
