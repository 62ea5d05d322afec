import type { CallName } from "../../../shared/protocol/types"
import type { AnyCaller, House, Witness } from "../../feature"
import { byCaller } from "./by-caller"
import { STANCES } from "./stances"

/** Notes what a call is about while it is still there, and writes it down when it is done; null for calls that are not audited. */
export async function witnessCall(
  { audit, store }: House,
  name: CallName,
  input: unknown,
  caller: AnyCaller,
): Promise<Witness | null> {
  const stance = STANCES[name]
  if (stance === null) return null
  const before = await stance.before(store.reads, input)
  return async (output) => {
    const told = stance.tell({ input, output, before })
    if (told !== null) await audit({ by: byCaller(caller), ...told, kind: stance.kind })
  }
}
