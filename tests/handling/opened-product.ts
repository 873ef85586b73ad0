import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProduct, type Product } from '../../src/compose';
import type { Actor } from '../../src/domain/actor';
import type { CommandName, CommandOf } from '../../src/domain/commands';
import type { Envelope, Outcome } from '../../src/handling/outcome';

export const administrator: Actor = { kind: 'ADMINISTRATOR', id: 'employee-1' };

export const ORGANIZATION = '10000000-0000-4000-8000-000000000001';
export const OTHER_ORGANIZATION = '10000000-0000-4000-8000-000000000002';
export const INES = '20000000-0000-4000-8000-000000000001';
export const TOMAS = '20000000-0000-4000-8000-000000000002';
export const MEI = '20000000-0000-4000-8000-000000000003';

/** The product on a real data folder, with a clock that a test can set. */
export interface Opened {
  readonly product: Product;
  readonly folder: string;
  readonly faults: unknown[];
  /** Moves the clock on. */
  pass(ms: number): void;
  /** Sends a command as the administrator, each with a key of its own unless one is given. */
  send<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope?: Partial<Envelope>,
  ): Promise<Outcome>;
  /** Closes the product and opens it again on the same folder. */
  reopen(): Promise<Opened>;
  close(): Promise<void>;
}

export const openedProduct = async (folder = mkdtempSync(join(tmpdir(), 'liaison-')), start = Date.now()) => {
  let now = start;
  let keys = 0;
  const faults: unknown[] = [];
  const product = await openProduct({
    dataFolder: folder,
    clock: () => now,
    onFault: (_process, fault) => faults.push(fault),
  });
  const opened: Opened = {
    product,
    folder,
    faults,
    pass: (ms) => {
      now += ms;
    },
    send: (name, command, envelope = {}) =>
      product.liaison.send(name, command, {
        actor: administrator,
        idempotencyKey: `${folder} ${now} ${keys++}`,
        ...envelope,
      }),
    reopen: async () => {
      await product.close();
      return openedProduct(folder, now);
    },
    close: async () => {
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return opened;
};

/** An active organization, a manager's and a member's role. */
export const withOrganization = async ({ send }: Opened, id = ORGANIZATION): Promise<void> => {
  const role = { delegable: true, levelCeiling: 'EDIT' as const, scopes: ['opportunity:read'] };
  await send('defineRole', { ...role, code: 'SALES_MANAGER', name: 'Sales manager', kind: 'MANAGER' });
  await send('defineRole', { ...role, code: 'SELLER', name: 'Seller', kind: 'MEMBER' });
  await send('registerPartnerOrganization', { partnerOrganizationId: id, name: 'Northwind' });
  await send('activatePartnerOrganization', { partnerOrganizationId: id });
};

/** A partner contact of the organization with an e-mail address of its own. */
export const withContact = async ({ send }: Opened, contactId: string, organizationId = ORGANIZATION) => {
  const email = { channelId: contactId, kind: 'EMAIL' as const, preferred: true, doNotContact: false };
  const value = `${contactId}@northwind.example`;
  await send('registerContact', { contactId, name: { given: 'Inés' }, channels: [{ ...email, value }] });
  await send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
};

/** A resource with a role, under a manager where one is named. */
export const withResource = async (opened: Opened, contactId: string, managerId?: string) => {
  await withContact(opened, contactId);
  const manager = managerId === undefined ? {} : { managerId };
  await opened.send('assignPartnerRole', { contactId, roleCode: 'SALES_MANAGER', ...manager });
};
