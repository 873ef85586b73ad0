import type { IdentityUnlinked } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';

export interface UnlinkIdentity {
  readonly contactId: string;
}

/** The contact can no longer log on with its identity, which becomes free for another contact. */
export const unlinkIdentity =
  ({ contactId }: UnlinkIdentity) =>
  ({ standing: { identityKey } }: Contact): Decision<IdentityUnlinked> =>
    identityKey === undefined
      ? refuse('IDENTITY_NOT_LINKED')
      : [{ type: 'IdentityUnlinked', data: { contactId, identityKey } }];
