import type { Actor } from '../../src/domain/actor';

/** Ids of the subjects that all scenarios are about. */
export const ANA = '019cad8f-0000-7000-8000-0000000000a1';
export const BEN = '019cad8f-0000-7000-8000-0000000000b2';
export const CLEO = '019cad8f-0000-7000-8000-0000000000c3';
export const NORTHWIND = '019cad8f-0000-7000-8000-00000000d001';
export const HARBOR = '019cad8f-0000-7000-8000-00000000d002';
export const ISLAND = '019cad8f-0000-7000-8000-00000000d003';
export const ACME = '019cad8f-0000-7000-8000-00000000e001';
export const EMAIL_ID = '019cad8f-0000-7000-8000-00000000f001';
export const PHONE_ID = '019cad8f-0000-7000-8000-00000000f002';
export const INVITATION = '019cad8f-0000-7000-8000-00000000f101';
export const OTHER_INVITATION = '019cad8f-0000-7000-8000-00000000f102';

/** The instant at which scenarios are decided, and days around it. */
export const NOW = '2026-03-10T12:00:00.000Z';
export const TODAY = '2026-03-10';
export const YESTERDAY = '2026-03-09';
export const TOMORROW = '2026-03-11';
/** When the facts of `given` were recorded. */
export const BEFORE = '2026-03-01T09:00:00.000Z';
export const DAY_BEFORE = '2026-03-01';
export const NEXT_WEEK = '2026-03-17T12:00:00.000Z';
export const NEXT_MONTH = '2026-04-10T12:00:00.000Z';

export const channelManager: Actor = { kind: 'CHANNEL_MANAGER', id: 'employee-1' };
export const administrator: Actor = { kind: 'ADMINISTRATOR', id: 'employee-2' };
/** A partner administrator that may itself read opportunities, and no more. */
export const partnerAdministrator: Actor = {
  kind: 'PARTNER_ADMINISTRATOR',
  id: 'idp|ben',
  contactId: BEN,
  partnerOrganizationId: NORTHWIND,
  scopes: ['opportunity:read'],
};
export const clock: Actor = { kind: 'SERVICE', id: 'process:clock' };
