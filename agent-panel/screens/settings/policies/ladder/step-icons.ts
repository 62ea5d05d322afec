import { AlarmClock, BellRing, MessageCircle, Siren, UserRound } from "lucide"
import type { StepAction } from "../../../../../shared/protocol/types"
import type { IconNode } from "../../../../parts/icon"

export const STEP_ICONS: Record<StepAction, IconNode> = {
  offer: UserRound,
  ring: BellRing,
  remind: AlarmClock,
  escalate: Siren,
  tell: MessageCircle,
}
