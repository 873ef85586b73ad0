import type { ActorKind, ActorReference } from '../../events';

/** Who sends a command or a query, as its token and its current grant say. */
export interface Actor {
  readonly kind: ActorKind;
  /** Stable id at the identity provider; never a name or an address. */
  readonly id: string;
  /** The contact this actor is, where it is a partner's person. */
  readonly contactId?: string;
  readonly partnerOrganizationId?: string;
  /** What a partner's person may do itself, and so the most it may grant. */
  readonly scopes?: readonly string[];
}

/** The actor as metadata name it. */
export const referenceTo = ({ kind, id }: Actor): ActorReference => ({ kind, id });
