import { partnerOf } from '../../events';
import type { CommandName } from '../domain/commands';
import type { LoadsSubjects } from './loaded-subjects';
import type { States } from './subjects';

/** What a command is about, as far as it decides whose business it is; as of this moment. */
export interface CommandSubject {
  /** The partner organization it is, belongs to, or joins now; absent where there is none. */
  readonly partnerOrganizationId?: string;
  /** The employee who looks after that organization. */
  readonly channelManagerId?: string;
  /** The contact it is about, where it is about one. */
  readonly contactId?: string;
  /** Whether it is about what the contact is to another organization than its partner. */
  readonly elsewhere?: boolean;
}

/** Finds out whom a command concerns from the streams; what does not exist belongs to nobody. */
export const commandSubject = async (
  name: CommandName,
  command: object,
  state: States[keyof States],
  loaded: LoadsSubjects,
): Promise<CommandSubject> => {
  const named: Named = command;
  const contactId =
    'standing' in state && named.contactId !== undefined ? { contactId: named.contactId } : {};
  const id = 'standing' in state ? (partnerOf(state.standing) ?? joined(name, named)) : organizationOf(named);
  if (id === undefined) return contactId;
  const { state: organization } = await loaded.load('partnerOrganization', `partnerOrganization-${id}`);
  if (organization.status === undefined) return contactId;
  const { channelManagerId } = organization;
  const manager = channelManagerId === undefined ? {} : { channelManagerId };
  const elsewhere = name === 'endAffiliation' && named.organizationId !== id ? { elsewhere: true } : {};
  return { ...contactId, ...manager, ...elsewhere, partnerOrganizationId: id };
};

interface Named {
  readonly contactId?: string;
  readonly partnerOrganizationId?: string;
  readonly organizationId?: string;
  readonly organizationKind?: string;
}

const organizationOf = ({ partnerOrganizationId }: Named): string | undefined => partnerOrganizationId;

/** Whoever brings somebody into an organization changes that organization. */
const joined = (name: CommandName, { organizationId, organizationKind }: Named): string | undefined =>
  name === 'affiliateContact' && organizationKind === 'PARTNER' ? organizationId : undefined;
