import type { z } from "zod"
import type { auditEntrySchema } from "./audit"
import type { Calls } from "./calls"
import type { eventSchema } from "./events"
import type { page } from "./primitives"
import type { pushes } from "./pushes"
import type * as things from "./things"

export type { CallName } from "./calls"
export type { EventType } from "./events"
export type { CallError, ErrorCode, Reply } from "./reply"

export type Input<Name extends keyof Calls> = z.input<Calls[Name]["input"]>
export type Output<Name extends keyof Calls> = z.output<Calls[Name]["output"]>
export type Pushes = { [Name in keyof typeof pushes]: z.output<(typeof pushes)[Name]> }

export type Event = z.infer<typeof eventSchema>
export type EventOf<Type extends Event["type"]> = Extract<Event, { type: Type }>

export type Role = z.infer<typeof things.roleSchema>
export type Person = z.infer<typeof things.personSchema>
export type Contact = z.infer<typeof things.contactSchema>
export type Timer = z.infer<typeof things.timerSchema>
export type TimerKind = Timer["kind"]
export type Offer = z.infer<typeof things.offerSchema>
export type IdentityKey = z.output<typeof things.identityKeySchema>
export type OfferReason = (typeof things.OFFER_REASONS)[number]
export type OfferOutcome = (typeof things.OFFER_OUTCOMES)[number]
export type Step = z.infer<typeof things.stepSchema>
export type StepAction = Step["do"]
export type Team = z.infer<typeof things.teamSchema>
export type VisitorPromise = z.infer<typeof things.promiseSchema>
export type AgentConversation = z.infer<typeof things.agentConversationSchema>
export type VisitorConversation = z.infer<typeof things.visitorConversationSchema>
export type Look = z.infer<typeof things.lookSchema>
export type Attachment = z.infer<typeof things.attachmentSchema>
export type PublicSite = z.infer<typeof things.publicSiteSchema>
export type Site = z.infer<typeof things.siteSchema>
export type Availability = z.infer<typeof things.availabilitySchema>
export type Agent = z.infer<typeof things.agentSchema>
export type Whereabouts = z.infer<typeof things.whereaboutsSchema>
export type PolicyTargets = z.infer<typeof things.policyTargetsSchema>
export type OpeningHours = z.infer<typeof things.openingHoursSchema>
export type Policy = z.infer<typeof things.policySchema>
export type AuditEntry = z.output<typeof auditEntrySchema>
export type AuditKind = AuditEntry["kind"]
export type Invitation = z.infer<typeof things.invitationSchema>
export type Session = z.infer<typeof things.sessionSchema>
export type ApiKey = z.infer<typeof things.apiKeySchema>
export type RefusedOrigin = z.infer<typeof things.refusedOriginSchema>
export type Page = z.infer<typeof page>
