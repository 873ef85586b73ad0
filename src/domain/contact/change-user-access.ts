import { aboutAccess, extended, grantedAnew, invited, unchanged } from './access-steps';
import { hasLiveAccess } from './end-access';
import { grantPartnerUserAccess, type InvitationInput } from './grant-partner-user-access';
import { about, inOrder, type Step } from './in-order';
import { restorePartnerUserAccess } from './restore-partner-user-access';
import { revokePartnerUserAccess } from './revoke-partner-user-access';
import { suspendPartnerUserAccess } from './suspend-partner-user-access';

/** The access a contact shall have. What is absent stays as it is; with REVOKED nothing else counts. */
export interface WantedAccess {
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'REVOKED';
  readonly login?: string;
  readonly scopes?: readonly string[];
  /** `null`: access never ends by itself. */
  readonly expiresAt?: string | null;
  readonly invitation?: InvitationInput;
}

/** Brings access to the wanted state, by the rules of the single commands. */
export const changeUserAccess =
  (contactId: string, wanted: WantedAccess): Step =>
  (contact, around) => {
    const isLive = hasLiveAccess(contact.standing);
    switch (wanted.status) {
      case 'REVOKED':
        return about('access.status', revokePartnerUserAccess({ contactId }))(contact, around);
      case 'SUSPENDED': {
        const suspend = about('access.status', suspendPartnerUserAccess({ contactId }));
        return inOrder([suspend, extended(contactId, wanted), unchanged(wanted)])(contact, around);
      }
      case 'ACTIVE':
        return isLive
          ? inOrder(changes(contactId, wanted))(contact, around)
          : aboutAccess(granted(contactId, wanted))(contact, around);
    }
  };

const granted = (contactId: string, wanted: WantedAccess): Step => {
  const { login, scopes, expiresAt, invitation } = wanted;
  const required = {
    path: 'access.scopes',
    message: 'Say what the user may do: the access is granted anew.',
  };
  if (scopes === undefined) return () => ({ refused: 'VALIDATION_FAILED', fieldErrors: [required] });
  return grantPartnerUserAccess({
    contactId,
    scopes,
    ...(login === undefined ? {} : { login }),
    ...(expiresAt === undefined || expiresAt === null ? {} : { expiresAt }),
    ...(invitation === undefined ? {} : { invitation }),
  });
};

const changes = (contactId: string, wanted: WantedAccess): readonly Step[] => [
  about('access.status', restorePartnerUserAccess({ contactId })),
  aboutAccess(grantedAnew(contactId, wanted)),
  extended(contactId, wanted),
  invited(contactId, wanted),
];
