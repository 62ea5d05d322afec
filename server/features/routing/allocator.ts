import { setImmediate as nextTurn } from "node:timers/promises"
import { hasRoom } from "../../../shared/routing"
import type { House, Work } from "../../feature"
import { offerNext } from "./offer-next"
import { liveOffer } from "./offer-row"
import { isOffered, owedReply } from "./waits"
import { candidatesFor } from "./who-may-answer"

export type Allocator = {
  /** The queue or somebody's room has changed: whoever waits and can be offered is. */
  allocate(): void
}

/** So many are looked at before others get their turn of the loop. */
const CONVERSATIONS_A_ROUND = 200

/** One allocator a node: it runs again when something changed while it ran. A claim is decided in the database. */
export function createAllocator(house: House): Allocator {
  let running = false
  let again = false

  async function run(): Promise<void> {
    do {
      // Many changes in one turn are one change.
      await nextTurn()
      again = false
      if (await anybodyHasRoom(house)) await offerThoseWhoWait(house)
    } while (again)
  }

  return {
    allocate() {
      again = true
      if (running) return
      running = true
      house.background(
        "allocator",
        run().finally(() => {
          running = false
        }),
      )
    },
  }
}

async function anybodyHasRoom({ store, clock }: House): Promise<boolean> {
  const nobody = { teamId: null, contactId: "", except: new Set<string>() }
  return (await candidatesFor(store.reads, clock.now(), nobody)).some(hasRoom)
}

/** The most urgent first, until nobody is left who has room. */
async function offerThoseWhoWait(house: House): Promise<void> {
  for (const { id } of await unoffered(house)) {
    await house.inConversation(id, (work) => offerIfWaiting(house, work))
    if (!(await anybodyHasRoom(house))) return
  }
}

function unoffered({ store }: House): Promise<{ id: string }[]> {
  return store.reads
    .selectFrom("timer")
    .innerJoin("conversation", "conversation.id", "timer.conversationId")
    .select("conversation.id")
    .where("timer.stoppedAt", "is", null)
    .where("timer.offeredSince", "is not", null)
    .where("conversation.status", "=", "open")
    .where("conversation.assigneeId", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("offer")
            .select("offer.id")
            .whereRef("offer.conversationId", "=", "conversation.id")
            .where("offer.endedAt", "is", null),
        ),
      ),
    )
    .orderBy("timer.dueAt")
    .orderBy("timer.id")
    .limit(CONVERSATIONS_A_ROUND)
    .execute()
}

/** Offers a conversation that waits and that nobody has or is asked to take. */
export async function offerIfWaiting(house: House, work: Work): Promise<void> {
  if (work.conversation.assigneeId !== null || (await liveOffer(work.db, work.conversation.id))) return
  const timer = await owedReply(work)
  if (timer && isOffered(timer)) await offerNext(house, work, timer, { reason: "room" })
}
