import type { CrewMember } from "../../../shared/simulator/course"
import type { TestServer } from "../kit"
import { type Agent, agent, newAgent } from "../people"
import type { AtLine } from "./live-week"

export type Hired = Omit<CrewMember, "id"> & { name: string }

/** Puts people at their lines, away until they come on duty. The first of them owns the place. */
export async function hire(server: TestServer, people: readonly Hired[]): Promise<{ owner: Agent; crew: AtLine[] }> {
  const owner = await agent(server)
  const crew: AtLine[] = []
  for (const { name, ...member } of people) {
    const line = crew.length === 0 ? owner : await newAgent(server, owner, name)
    await owner.call("agent.save", { agentId: line.agentId, capacity: member.capacity })
    await line.call("presence.set", { availability: "away" })
    crew.push({ ...member, id: line.agentId, line })
  }
  await server.elapse(0)
  return { owner, crew }
}
