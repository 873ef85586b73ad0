import type {
  AccountEvent,
  ContactEvent,
  LiaisonEvent,
  PartnerOrganizationEvent,
  Recorded,
  RecordedEvent,
  RoleCatalogueEvent,
} from '../../events';
import { evolveAccount, unregisteredAccount } from '../../src/domain/account/account';
import { evolveContact, unregistered } from '../../src/domain/contact/contact';
import {
  evolvePartnerOrganization,
  unregisteredOrganization,
} from '../../src/domain/partner-organization/partner-organization';
import { emptyCatalogue, evolveRoleCatalogue } from '../../src/domain/role-catalogue/role-catalogue';
import type { Subject } from '../../src/domain/subject';
import { BEFORE, channelManager } from './people';

/** The state of a subject after these events of its stream. */
export const stateOf = (subject: Subject, events: readonly RecordedEvent[]): unknown => {
  switch (subject) {
    case 'contact':
      return (events as readonly Recorded<ContactEvent>[]).reduce(evolveContact, unregistered);
    case 'partnerOrganization':
      return (events as readonly Recorded<PartnerOrganizationEvent>[]).reduce(
        evolvePartnerOrganization,
        unregisteredOrganization,
      );
    case 'roleCatalogue':
      return (events as readonly Recorded<RoleCatalogueEvent>[]).reduce(evolveRoleCatalogue, emptyCatalogue);
    case 'account':
      return (events as readonly Recorded<AccountEvent>[]).reduce(evolveAccount, unregisteredAccount);
  }
};

/** The event as it was recorded at the instant. */
export const recordedAt = (
  instant: string,
  event: LiaisonEvent,
  effectiveOn = instant.slice(0, 10),
): RecordedEvent => ({
  ...event,
  eventId: '019cad8f-0000-5000-8000-000000000001',
  version: 1,
  stream: 'of-the-scenario',
  revision: 0,
  position: 1,
  recordedAt: instant,
  commandId: '019cad8f-0000-5000-8000-000000000002',
  metadata: {
    effectiveOn,
    actor: { kind: channelManager.kind, id: channelManager.id },
    correlationId: '019cad8f-0000-5000-8000-000000000002',
    command: 'inTheScenario',
    idempotencyKey: 'of-the-scenario',
    contentDigest: 'of-the-scenario',
    policyVersion: 'of-the-scenario',
  },
});

/** An event of `given`: recorded before, unless the scenario says when. */
export const asRecordedBefore = (event: LiaisonEvent | RecordedEvent): RecordedEvent =>
  'recordedAt' in event ? event : recordedAt(BEFORE, event);
