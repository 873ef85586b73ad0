import type { RevocationPolicy } from '../../domain/contact/revoke-partner-role';
import { enumOf } from '../enum-of';

/** What to do about what depends on a role that is taken away. */
export const RevocationPolicyEnum = enumOf<RevocationPolicy>(
  'RevocationPolicy',
  'What to do about what depends on a role that is taken away.',
  {
    REJECT: 'Refuse while user access depends on it.',
    END_MEMBERSHIPS: 'Take the role, and end what depends on it.',
  },
);
