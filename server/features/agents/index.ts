export { agentRowById, readAgent, readAgents } from "./read-agents"
