import type { OrganizationKind } from '../../../events';
import { accountList } from '../../../projections/account-list/project';
import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { Projection } from '../../../projections/projection';
import type { ReadModels } from '../../../projections/read-models';
import { LoadedSubjects } from '../../handling/loaded-subjects';
import type { EventLog } from '../../store/event-log';

/** The most organizations whose ids an import holds in memory. */
export const ORGANIZATIONS_MAX = 1_000_000;

const ROWS_PER_PAGE = 500;

interface Organization {
  readonly organizationId: string;
  readonly organizationKind: OrganizationKind;
}

/** Finds the organization that a row names; `undefined` where it names none. */
export interface OrganizationsByExternalId {
  find(named: string | undefined): Promise<Organization | undefined | 'unknown'>;
}

/** Every row belongs to this partner organization, whatever it names. */
export const onePartner = (organizationId: string, log: EventLog): OrganizationsByExternalId => {
  let known: Promise<boolean> | undefined;
  const isRegistered = async (): Promise<boolean> =>
    (await new LoadedSubjects(log).load('partnerOrganization', `partnerOrganization-${organizationId}`)).state
      .status !== undefined;
  return {
    find: async () => {
      known ??= isRegistered();
      return (await known) ? { organizationId, organizationKind: 'PARTNER' } : 'unknown';
    },
  };
};

/**
 * Organizations by their id in the other system, or by their own id. Read once, when the first row names one;
 * where a partner and an account bear the same id, the partner counts. /
 */
export const organizationsByExternalId = (models: ReadModels): OrganizationsByExternalId => {
  let known: Promise<ReadonlyMap<string, Organization>> | undefined;
  return {
    find: async (named) => {
      if (named === undefined) return undefined;
      known ??= readAll(models);
      return (await known).get(named) ?? 'unknown';
    },
  };
};

const readAll = async (models: ReadModels): Promise<ReadonlyMap<string, Organization>> => {
  const found = new Map<string, Organization>();
  const read = async <Row extends { readonly externalId?: string }>(
    model: Projection<Row>,
    organizationKind: OrganizationKind,
  ): Promise<void> => {
    for await (const { key, externalId } of rowsOf(models, model)) {
      const organization = { organizationId: key, organizationKind };
      for (const name of [key, externalId]) {
        if (name !== undefined && !found.has(name)) found.set(name, organization);
      }
      if (found.size > ORGANIZATIONS_MAX) {
        throw new Error(
          `expected at most ${ORGANIZATIONS_MAX} ids of organizations; import partner by partner instead`,
        );
      }
    }
  };
  await read(partnerDirectory, 'PARTNER');
  await read(accountList, 'ACCOUNT');
  return found;
};

async function* rowsOf<Row extends { readonly externalId?: string }>(
  models: ReadModels,
  model: Projection<Row>,
): AsyncGenerator<{ readonly key: string; readonly externalId: string | undefined }> {
  const at = await models.current();
  for (let after = ''; ; ) {
    const page = await models.select(model, at, (rows) =>
      rows.where('row.key', '>', after).orderBy('row.key').limit(ROWS_PER_PAGE),
    );
    for (const { key, row } of page) yield { key, externalId: row.externalId };
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_PER_PAGE) return;
    after = last.key;
  }
}
