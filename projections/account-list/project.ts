import type { Projection } from '../projection';
import { sortText } from '../sort-text';

/** What a screen shows of one account. */
export interface AccountEntry {
  readonly id: string;
  readonly name: string;
  readonly externalId?: string;
  readonly registeredAt: string;
  /** Revision of the account's stream: what a command's `expectedVersion` is compared with. */
  readonly version: number;
}

/** Which accounts there are. */
export const accountList: Projection<AccountEntry> = {
  name: 'account-list',
  version: 1,
  handles: ['AccountRegistered'],
  keysOf: (event) => (event.type === 'AccountRegistered' ? [event.data.accountId] : []),
  project: (entry, event) => {
    if (event.type !== 'AccountRegistered') return entry;
    const { accountId, name, externalId } = event.data;
    return {
      id: accountId,
      name,
      ...(externalId === undefined ? {} : { externalId }),
      registeredAt: event.recordedAt,
      version: event.revision,
    };
  },
  columns: {
    name_sort: { type: 'text', of: ({ name }) => sortText(name) },
  },
  indexes: [['name_sort', 'key']],
  tallies: () => ['total'],
};
