import type { EventType, RecordedEvent } from '../../events';
import type { Projection } from '../projection';

/** A cascade whose consequences have not all been recorded yet. */
export interface OpenCascade {
  readonly cascade: CascadeName;
  readonly triggerId: string;
  readonly partnerOrganizationId: string;
  readonly recordedAt: string;
  readonly position: number;
  readonly correlationId: string;
  /** The new and the former head, where one was appointed. */
  readonly headId?: string;
  readonly formerHeadId?: string;
}

export type CascadeName = 'end-partnerships' | 'follow-new-head';

/** Which event opens which cascade. */
export const CASCADE_TRIGGERS = {
  PartnerOrganizationTerminated: 'end-partnerships',
  HierarchyHeadAppointed: 'follow-new-head',
} as const satisfies Partial<Record<EventType, CascadeName>>;

/** Which cascades are still under way: what a process manager takes up again after a restart. */
export const openCascades: Projection<OpenCascade> = {
  name: 'open-cascades',
  version: 1,
  handles: ['PartnerOrganizationTerminated', 'HierarchyHeadAppointed', 'CascadeCompleted'],
  keysOf: (event) => [event.type === 'CascadeCompleted' ? event.data.triggerId : event.eventId],
  project: (_row, event) => {
    switch (event.type) {
      case 'PartnerOrganizationTerminated':
        return openedBy(event, 'end-partnerships', event.data.partnerOrganizationId);
      case 'HierarchyHeadAppointed': {
        const { partnerOrganizationId, contactId, formerHeadId } = event.data;
        const opened = { ...openedBy(event, 'follow-new-head', partnerOrganizationId), headId: contactId };
        return formerHeadId === undefined ? opened : { ...opened, formerHeadId };
      }
      default:
        return undefined;
    }
  },
  columns: { position: { type: 'integer', of: ({ position }) => position } },
  indexes: [],
  presentIndexes: [['position']],
};

const openedBy = (
  { eventId, recordedAt, position, metadata }: RecordedEvent,
  cascade: CascadeName,
  partnerOrganizationId: string,
): OpenCascade => ({
  cascade,
  triggerId: eventId,
  partnerOrganizationId,
  recordedAt,
  position,
  correlationId: metadata.correlationId,
});
