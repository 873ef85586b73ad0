import type { OrganizationStatus, PartnerOrganizationEvent, Recorded, RecordedEvent } from '../../events';
import type { Projection } from '../projection';
import { sortText } from '../sort-text';
import type { PartnerEntry } from './partner-entry';

/** Every type of event in a partner organization's stream. A type that is missing here does not compile. */
const PARTNER_EVENTS: Readonly<Record<PartnerOrganizationEvent['type'], true>> = {
  PartnerOrganizationRegistered: true,
  PartnerOrganizationActivated: true,
  PartnerOrganizationSuspended: true,
  PartnerOrganizationTerminated: true,
  PartnerOrganizationReactivated: true,
  PartnerOrganizationAllowedRolesSet: true,
  PartnerOrganizationEmailDomainsSet: true,
  PartnerOrganizationParentSet: true,
  ChannelManagerAssigned: true,
  HierarchyHeadAppointed: true,
};

/** Which partner organizations there are, and how each is set up. */
export const partnerDirectory: Projection<PartnerEntry> = {
  name: 'partner-directory',
  version: 1,
  handles: Object.keys(PARTNER_EVENTS) as readonly PartnerOrganizationEvent['type'][],
  keysOf: (event) => (isPartnerEvent(event) ? [event.data.partnerOrganizationId] : []),
  project: (entry, event) => (isPartnerEvent(event) ? evolveEntry(entry, event) : entry),
  columns: {
    name_sort: { type: 'text', of: ({ name }) => sortText(name) },
    status: { type: 'text', of: ({ status }) => status },
    parent_id: { type: 'text', of: ({ parentId }) => parentId ?? null },
    channel_manager_id: { type: 'text', of: ({ channelManagerId }) => channelManagerId ?? null },
  },
  indexes: [
    ['name_sort', 'key'],
    ['status', 'name_sort', 'key'],
    ['parent_id', 'name_sort', 'key'],
    ['channel_manager_id', 'name_sort', 'key'],
  ],
  tallies: ({ status, parentId, channelManagerId }) => [
    'total',
    `status:${status}`,
    ...(parentId === undefined ? [] : [`parent:${parentId}`]),
    ...(channelManagerId === undefined ? [] : [`channel-manager:${channelManagerId}`]),
  ],
};

const isPartnerEvent = (event: RecordedEvent): event is Recorded<PartnerOrganizationEvent> =>
  Object.hasOwn(PARTNER_EVENTS, event.type);

const evolveEntry = (
  known: PartnerEntry | undefined,
  event: Recorded<PartnerOrganizationEvent>,
): PartnerEntry | undefined => {
  if (event.type === 'PartnerOrganizationRegistered') return newEntry(event);
  if (known === undefined) return undefined;
  const entry = { ...known, version: event.revision };
  switch (event.type) {
    case 'PartnerOrganizationActivated':
    case 'PartnerOrganizationReactivated':
      return withStatus(entry, 'ACTIVE');
    case 'PartnerOrganizationSuspended':
      return withStatus(entry, 'SUSPENDED');
    case 'PartnerOrganizationTerminated':
      return withStatus(entry, 'TERMINATED');
    case 'PartnerOrganizationAllowedRolesSet': {
      const { allowedRoles: _, ...rest } = entry;
      const { roleCodes } = event.data;
      return roleCodes === undefined ? rest : { ...rest, allowedRoles: roleCodes };
    }
    case 'PartnerOrganizationEmailDomainsSet':
      return { ...entry, emailDomains: event.data.domains };
    case 'PartnerOrganizationParentSet': {
      const { parentId: _, ...rest } = entry;
      const { parentId } = event.data;
      return parentId === undefined ? rest : { ...rest, parentId };
    }
    case 'ChannelManagerAssigned':
      return { ...entry, channelManagerId: event.data.managerId };
    case 'HierarchyHeadAppointed':
      return { ...entry, headId: event.data.contactId };
  }
};

const newEntry = ({
  data: { partnerOrganizationId, name, country, externalId },
  recordedAt,
  revision,
}: Recorded<PartnerOrganizationEvent> & {
  readonly type: 'PartnerOrganizationRegistered';
}): PartnerEntry => ({
  id: partnerOrganizationId,
  name,
  status: 'REGISTERED',
  ...(country === undefined ? {} : { country }),
  ...(externalId === undefined ? {} : { externalId }),
  emailDomains: [],
  registeredAt: recordedAt,
  version: revision,
});

const withStatus = (entry: PartnerEntry, status: OrganizationStatus): PartnerEntry => ({ ...entry, status });
