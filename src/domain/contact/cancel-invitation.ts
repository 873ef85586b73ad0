import type { ContactEvent } from '../../../events';
import { type Decision, refuse } from '../decision';
import type { Contact } from './contact';
import { cancelPending } from './end-access';

export interface CancelInvitation {
  readonly contactId: string;
}

/** Takes an open invitation back: its secret no longer works. */
export const cancelInvitation =
  ({ contactId }: CancelInvitation) =>
  ({ standing }: Contact): Decision<ContactEvent> => {
    const status = standing.invitation?.status;
    if (status === undefined) return refuse('NO_PENDING_INVITATION');
    if (status === 'ACCEPTED') return refuse('INVITATION_ALREADY_USED');
    if (status === 'EXPIRED') return refuse('INVITATION_EXPIRED');
    return cancelPending(contactId, standing);
  };
