import type { TestServer } from "../kit"
import { type Agent, agent, newAgent } from "../people"
import type { AtLine } from "./live-week"

type Hired = Pick<AtLine, "capacity" | "acceptMs"> & { name: string }

/** Puts people at their lines, away until they come on duty. The first of them owns the place. */
export async function hire(
  server: TestServer,
  people: readonly Hired[],
  onDuty: AtLine["onDuty"],
): Promise<{ owner: Agent; crew: AtLine[] }> {
  const owner = await agent(server)
  const crew: AtLine[] = []
  for (const [index, { name, capacity, acceptMs }] of people.entries()) {
    const line = index === 0 ? owner : await newAgent(server, owner, name)
    await owner.call("agent.save", { agentId: line.agentId, capacity })
    await line.call("presence.set", { availability: "away" })
    crew.push({ id: line.agentId, capacity, acceptMs, onDuty, line })
  }
  await server.elapse(0)
  return { owner, crew }
}
