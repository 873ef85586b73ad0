import type { OrganizationStatus } from '../../events';
import { readPage, startsWith } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { andThen, type Soon } from '../soon';
import { sortText } from '../sort-text';
import type { PartnerEntry } from './partner-entry';
import { partnerDirectory } from './project';

/** One partner organization, where there is one. */
export const partnerOrganization = (
  models: ReadModels,
  id: string,
  at: Snapshot,
): Soon<PartnerEntry | undefined> => andThen(models.get(partnerDirectory, id, at), (found) => found?.row);

/** Which partner organizations are wanted; what is absent does not restrict. */
export interface PartnerOrganizationsFilter {
  readonly status?: OrganizationStatus;
  readonly namePrefix?: string;
  readonly channelManagerId?: string;
  readonly parentId?: string;
}

/** Partner organizations by name. */
export const partnerOrganizations = (
  models: ReadModels,
  {
    page,
    visible,
    ...filter
  }: PartnerOrganizationsFilter & {
    readonly page: PageRequest;
    /** Which rows whoever asks may see; all where left out. */
    readonly visible?: PickRows;
  },
  at: Snapshot,
): Soon<Page<PartnerEntry>> => {
  const { status, namePrefix, channelManagerId, parentId } = filter;
  const name = ['partners', status, namePrefix, channelManagerId, parentId];
  const tally = visible === undefined ? tallyFor(filter) : undefined;
  const question = { name, where: isWanted(filter), visible, order: BY_NAME, tally };
  return readPage(models, partnerDirectory, question, page, at);
};

const BY_NAME = {
  column: 'name_sort',
  direction: 'asc' as const,
  of: ({ name }: PartnerEntry) => sortText(name),
};

const isWanted =
  ({ status, namePrefix = '', channelManagerId, parentId }: PartnerOrganizationsFilter): PickRows =>
  (rows) => {
    let wanted = rows.where('row.name_sort', 'is not', null);
    if (status !== undefined) wanted = wanted.where('row.status', '=', status);
    if (channelManagerId !== undefined)
      wanted = wanted.where('row.channel_manager_id', '=', channelManagerId);
    if (parentId !== undefined) wanted = wanted.where('row.parent_id', '=', parentId);
    return sortText(namePrefix) === '' ? wanted : wanted.where(startsWith('name_sort', sortText(namePrefix)));
  };

/** The projected counter of such a list, where at most one thing restricts it. */
const tallyFor = (filter: PartnerOrganizationsFilter): string | undefined => {
  const { status, namePrefix, channelManagerId, parentId } = filter;
  const restrictions = Object.values(filter).filter((value) => value !== undefined).length;
  if (restrictions === 0) return 'total';
  if (restrictions > 1 || namePrefix !== undefined) return undefined;
  if (status !== undefined) return `status:${status}`;
  return parentId === undefined ? `channel-manager:${channelManagerId}` : `parent:${parentId}`;
};
