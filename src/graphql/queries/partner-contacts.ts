import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, InputType, Query, Resolver } from 'type-graphql';
import type { Flavor } from '../../../events';
import { type PartnerContactsFilter, partnerContacts } from '../../../projections/contact-list/queries';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { enumOf } from '../enum-of';
import { NAME_PREFIX, ROLE_CODE } from '../inputs/bounds';
import { IdField, InputField, NestedField, TextField } from '../inputs/fields';
import { ReadPageArgs } from '../inputs/read-args';
import { present } from '../present';
import { contactPage } from '../read/contact-page';
import { viewOf } from '../read/view';
import type { ConnectionOf } from '../types/connection-of';
import type { Contact } from '../types/contact';
import { ContactConnection } from '../types/contact-connection';
import { FlavorEnum } from '../types/enums';

type Status = NonNullable<PartnerContactsFilter['status']>;
type Sort = 'NAME_ASC' | 'NAME_DESC' | 'REGISTERED_ASC' | 'REGISTERED_DESC';

const StatusEnum = enumOf<Status>('AccessStatusFilter', 'Which user access contacts of a list have.', {
  NONE: 'Never had any.',
  ACTIVE: 'Active.',
  SUSPENDED: 'Blocked for the time being.',
  REVOKED: 'Ended for good.',
  EXPIRED: 'Its end has passed.',
});

const SortEnum = enumOf<Sort>('ContactSort', 'The order of a list of contacts.', {
  NAME_ASC: 'By family name and given name.',
  NAME_DESC: 'By family name and given name, backwards.',
  REGISTERED_ASC: 'By registration, first one first.',
  REGISTERED_DESC: 'By registration, last one first.',
});

const SORTS = {
  NAME_ASC: { by: 'NAME', direction: 'ASC' },
  NAME_DESC: { by: 'NAME', direction: 'DESC' },
  REGISTERED_ASC: { by: 'REGISTERED', direction: 'ASC' },
  REGISTERED_DESC: { by: 'REGISTERED', direction: 'DESC' },
} as const satisfies Readonly<Record<Sort, object>>;

/** Which contacts of a partner organization are wanted. */
@InputType({ description: 'Which contacts are wanted: those for which everything that is given holds.' })
export class PartnerContactFilter {
  @InputField(() => FlavorEnum, 'Contacts of this flavor.', { nullable: true })
  readonly flavor?: Flavor | null;

  @TextField('Holders of the role with this code.', ROLE_CODE, { nullable: true })
  readonly role?: string | null;

  @TextField('Contacts whose family or given name begins with this; case does not matter.', NAME_PREFIX, {
    nullable: true,
  })
  readonly namePrefix?: string | null;

  @IdField('Resources that report to this one.', { nullable: true })
  readonly managerId?: string | null;

  @InputField(() => StatusEnum, 'Contacts with such user access.', { nullable: true })
  readonly status?: Status | null;
}

/** Arguments of `partnerContacts`. */
@ArgsType()
export class PartnerContactsArgs extends ReadPageArgs {
  @IdField('The partner organization.')
  declare readonly partnerId: string;

  @NestedField(() => PartnerContactFilter, 'Which contacts are wanted; all where left out.', {
    nullable: true,
  })
  readonly filter?: PartnerContactFilter | null;

  @InputField(() => SortEnum, 'The order of the list.', { defaultValue: 'NAME_ASC' })
  declare readonly sort: Sort;
}

/** The query `partnerContacts`. */
@Resolver()
export class PartnerContactsQuery {
  @Query(() => ContactConnection, {
    description: 'The contacts of a partner organization; empty where it is not visible.',
  })
  partnerContacts(
    @Args(() => PartnerContactsArgs) args: PartnerContactsArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Soon<ConnectionOf<Contact>> {
    const question = {
      partnerId: args.partnerId,
      filter: args.filter ? present({ ...args.filter }) : {},
      sort: SORTS[args.sort],
    };
    return andThen(viewOf(context, args), (view) =>
      contactPage(
        context,
        view,
        args,
        args.partnerId,
        (page) => partnerContacts(context.liaison.models, { ...question, page }, view.snapshot),
        path,
      ),
    );
  }
}
