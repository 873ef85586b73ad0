import type { Projection } from '../projection';

/** A contact's belonging to an account. */
export interface AccountContact {
  readonly accountId: string;
  readonly contactId: string;
  readonly from: string;
}

/** Whom we know at an account: one row for each affiliation to an account that has not ended. */
export const accountContactList: Projection<AccountContact> = {
  name: 'account-contacts',
  version: 1,
  handles: ['ContactAffiliated', 'ContactAffiliationEnded'],
  keysOf: (event) => {
    if (event.type !== 'ContactAffiliated' && event.type !== 'ContactAffiliationEnded') return [];
    const { organizationKind, organizationId, contactId } = event.data;
    return organizationKind === 'ACCOUNT' ? [`${organizationId}:${contactId}`] : [];
  },
  project: (_row, event) => {
    if (event.type !== 'ContactAffiliated') return undefined;
    const { organizationId, contactId } = event.data;
    return { accountId: organizationId, contactId, from: event.metadata.effectiveOn };
  },
  columns: {
    account_id: { type: 'text', of: ({ accountId }) => accountId },
    contact_id: { type: 'text', of: ({ contactId }) => contactId },
  },
  indexes: [['account_id', 'contact_id']],
  tallies: ({ accountId }) => [`account:${accountId}`],
};
