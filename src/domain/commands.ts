import type { LiaisonEvent } from '../../events';
import { type AccountCommands, accountCommands } from './account/account-commands';
import type { Circumstances } from './circumstances';
import { type ContactCommands, contactCommands } from './contact/contact-commands';
import type { Decision } from './decision';
import {
  type PartnerOrganizationCommands,
  partnerOrganizationCommands,
} from './partner-organization/partner-organization-commands';
import { type RoleCatalogueCommands, roleCatalogueCommands } from './role-catalogue/role-catalogue-commands';
import type { Subject } from './subject';

/** Every command of the product, by name. */
export interface Commands
  extends ContactCommands,
    PartnerOrganizationCommands,
    RoleCatalogueCommands,
    AccountCommands {}

export type CommandName = keyof Commands;
export type CommandOf<Name extends CommandName> = Commands[Name];

/** Commands that only processes of the product itself send: the clock and the cascades. */
export const INTERNAL_COMMANDS = ['recordDueFacts', 'endPartnership', 'followManager'] as const;

/** What the command is decided on. */
export const subjectOf = (name: CommandName): Subject => {
  if (name in contactCommands) return 'contact';
  if (name in partnerOrganizationCommands) return 'partnerOrganization';
  return name in accountCommands ? 'account' : 'roleCatalogue';
};

/** The id of the one the command is about; for a role its code. */
export const subjectIdOf = <Name extends CommandName>(name: Name, command: CommandOf<Name>): string => {
  const id = (command as SubjectIds)[ID_FIELDS[subjectOf(name)]];
  if (id === undefined)
    throw new Error(`expected ${ID_FIELDS[subjectOf(name)]} in the command ${name}, got none`);
  return id;
};

/** The stream the command is decided on, and its events go to. */
export const streamOf = <Name extends CommandName>(name: Name, command: CommandOf<Name>): string => {
  const subject = subjectOf(name);
  return subject === 'roleCatalogue' ? subject : `${subject}-${subjectIdOf(name, command)}`;
};

/** Decides any command on the state of its subject, which must be the state of `subjectOf(name)`. */
export const decide = <Name extends CommandName>(
  name: Name,
  command: CommandOf<Name>,
  state: unknown,
  around: Circumstances,
): Decision<LiaisonEvent> => {
  const decideOn: AnyDecider<CommandOf<Name>> = deciders[name];
  // The subject's state follows from the name (subjectOf), which the type of a registry over all subjects
  // cannot say.
  return decideOn(command)(state as never, around);
};

type AnyDecider<Command> = (
  command: Command,
) => (state: never, around: Circumstances) => Decision<LiaisonEvent>;

const deciders: { readonly [Name in CommandName]: AnyDecider<Commands[Name]> } = {
  ...contactCommands,
  ...partnerOrganizationCommands,
  ...roleCatalogueCommands,
  ...accountCommands,
};

const ID_FIELDS = {
  contact: 'contactId',
  partnerOrganization: 'partnerOrganizationId',
  roleCatalogue: 'code',
  account: 'accountId',
} as const satisfies Readonly<Record<Subject, string>>;

type SubjectIds = { readonly [Field in (typeof ID_FIELDS)[Subject]]?: string };

export { accountCommands, contactCommands, partnerOrganizationCommands, roleCatalogueCommands };
