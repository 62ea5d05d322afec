import { render } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import type { FunctionComponent } from "preact"
import { USUAL_LADDER } from "../../../../shared/ladder"
import type { Agent, CallError, OpeningHours, Policy } from "../../../../shared/protocol/types"
import { Toasts } from "../../../parts/toasts"
import { agents, me, policies, sites } from "../../../state/people"
import { apiKeys } from "../../../state/settings-keys"
import { invitations } from "../../../state/settings-people"
import { refused } from "../../../state/settings-sites"
import { ana, bo, NOON, start } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"

export const owner: Agent = { ...ana, role: "owner" }

export const policy: Policy = {
  id: "default",
  name: "Default",
  targets: { firstTouchMs: 120_000, nextReplyMs: null },
  applies: {},
  hours: null,
  ladder: [...USUAL_LADDER],
  renewMs: 600_000,
  questions: [],
  updatedAt: NOON,
}

/** Opens one section for somebody, on a server that answers what the test says. */
export function openSection(
  Section: FunctionComponent,
  who: Agent,
  answers: typeof server.answers = {},
  hours: OpeningHours | null = null,
) {
  server.made = []
  server.answers = answers
  for (const { shown } of [invitations, apiKeys, refused]) shown.value = { state: "loading" }
  me.value = who
  agents.value = [owner, bo]
  sites.value = start([]).sites
  policies.value = [{ ...policy, hours }]
  server.comeOnline()
  render(
    <>
      <Section />
      <Toasts />
    </>,
  )
  return userEvent.setup()
}

export const refusal = (code: CallError["code"], message: string) => ({ ok: false as const, error: { code, message } })
