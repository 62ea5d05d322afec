import { render } from "@testing-library/preact"
import userEvent from "@testing-library/user-event"
import type { FunctionComponent } from "preact"
import type { Agent, CallError, Policy } from "../../../../shared/protocol/types"
import { Toasts } from "../../../parts/toasts"
import { agents, me, policies, sites, teams } from "../../../state/people"
import { navigate } from "../../../state/route"
import { secondFactor } from "../../../state/second-factor"
import { session } from "../../../state/session"
import { auditShown } from "../../../state/settings-audit"
import { apiKeys } from "../../../state/settings-keys"
import { invitations } from "../../../state/settings-people"
import { sessions } from "../../../state/settings-sessions"
import { refused } from "../../../state/settings-sites"
import { ana, bo, start } from "../../../testing/cast"
import { server } from "../../../testing/fake-server"
import { Policies } from "../policies/policies"
import { keepsPolicies, policy } from "./policy-answers"

export const owner: Agent = { ...ana, role: "owner" }

const USUAL_ANSWERS: typeof server.answers = {
  "session.list": () => ({ ok: true, data: { sessions: [] } }),
  "secondFactor.read": () => ({ ok: true, data: { on: false, recoveryCodesLeft: 0, required: false } }),
}

/** Opens one section for somebody, on a server that answers what the test says. */
export function openSection(Section: FunctionComponent, who: Agent, answers: typeof server.answers = {}) {
  server.made = []
  server.answers = { ...USUAL_ANSWERS, ...answers }
  for (const { shown } of [invitations, apiKeys, refused, sessions, secondFactor]) shown.value = { state: "loading" }
  auditShown.value = { state: "loading" }
  // Whatever was typed in the test before is forgotten, as it is for whoever signs in next.
  session.value = "signed-out"
  session.value = "signed-in"
  me.value = who
  agents.value = [owner, bo]
  sites.value = start([]).sites
  server.comeOnline()
  render(
    <>
      <Section />
      <Toasts />
    </>,
  )
  return userEvent.setup()
}

type Opened = { who?: Agent; answers?: typeof server.answers; all?: readonly Policy[]; id?: string }

/** Opens a part of a policy, or with no part the list of all, on a server that keeps what is saved. */
export function openPolicies(
  part: string | null,
  { who = owner, answers, all = [policy], id = "default" }: Opened = {},
) {
  policies.value = all
  teams.value = []
  navigate({ screen: "settings", section: "policies", ...(part !== null && { item: id, part }) })
  return openSection(Policies, who, { ...keepsPolicies(), ...answers })
}

export const refusal = (code: CallError["code"], message: string) => ({ ok: false as const, error: { code, message } })
