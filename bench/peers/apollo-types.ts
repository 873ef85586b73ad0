import { GraphQLScalarType } from 'graphql';
import {
  Arg,
  createUnionType,
  Field,
  InputType,
  Int,
  Mutation,
  type NonEmptyArray,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import { corrected, type ServedRows } from '../serving/served-rows';

const scalar = (name: string) => new GraphQLScalarType<string, string>({ name });
const UUID = scalar('UUID');
const Position = scalar('Position');
const DateTime = scalar('DateTime');
const Day = scalar('Date');

const enumOf = (name: string, ...values: readonly string[]): object => {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
};
const Flavor = enumOf('Flavor', 'ACCOUNT_CONTACT', 'PARTNER_CONTACT', 'PARTNER_RESOURCE', 'PARTNER_USER');
const OrganizationKind = enumOf('OrganizationKind', 'PARTNER', 'ACCOUNT', 'HOUSEHOLD');
const OrganizationStatus = enumOf('OrganizationStatus', 'REGISTERED', 'ACTIVE', 'SUSPENDED', 'TERMINATED');

@ObjectType()
class PersonName {
  @Field(() => String) declare display: string;
  @Field(() => String, { nullable: true }) declare given: string | null;
  @Field(() => String, { nullable: true }) declare family: string | null;
}

@ObjectType()
class HeldRole {
  @Field(() => String) declare code: string;
  @Field(() => Boolean) declare active: boolean;
}

@ObjectType()
class Account {
  @Field(() => UUID) declare id: string;
  @Field(() => String) declare name: string;
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean) declare hasNextPage: boolean;
  @Field(() => String, { nullable: true }) declare endCursor: string | null;
}

@ObjectType()
class Affiliation {
  @Field(() => OrganizationKind) declare kind: string;
  @Field(() => Day) declare from: string;
  @Field(() => PartnerOrganization, { nullable: true }) declare partnerOrganization: object | null;
  @Field(() => Account, { nullable: true }) declare account: Account | null;
}

@ObjectType()
class Contact {
  @Field(() => UUID) declare id: string;
  @Field(() => Int) declare version: number;
  @Field(() => DateTime) declare registeredAt: string;
  @Field(() => String, { nullable: true }) declare title: string | null;
  @Field(() => String, { nullable: true }) declare email: string | null;
  @Field(() => String, { nullable: true }) declare phone: string | null;
  @Field(() => Flavor) declare flavor: string;
  @Field(() => Boolean) declare canSignIn: boolean;
  @Field(() => PersonName, { nullable: true }) declare name: PersonName | null;
  @Field(() => [HeldRole]) declare roles: HeldRole[];
  @Field(() => Contact, { nullable: true }) declare manager: object | null;
  @Field(() => [Affiliation]) declare affiliations: Affiliation[];
}

@ObjectType()
class ContactConnection {
  @Field(() => Int) declare totalCount: number;
  @Field(() => PageInfo) declare pageInfo: PageInfo;
  @Field(() => [Contact]) declare nodes: Contact[];
}

@ObjectType()
class PartnerOrganization {
  @Field(() => UUID) declare id: string;
  @Field(() => String) declare name: string;
  @Field(() => OrganizationStatus) declare status: string;
  @Field(() => String, { nullable: true }) declare country: string | null;
  declare readonly page: ContactConnection;

  @Field(() => ContactConnection)
  contacts(@Arg('first', () => Int, { defaultValue: 20 }) _first: number): ContactConnection {
    return this.page;
  }
}

@ObjectType()
class CommandEvent {
  @Field(() => String) declare type: string;
}

@ObjectType()
class ContactChanged {
  @Field(() => Contact, { nullable: true }) declare contact: Contact | null;
  @Field(() => [CommandEvent]) declare events: CommandEvent[];
}

@ObjectType()
class Refused {
  @Field(() => String) declare code: string;
  @Field(() => String) declare message: string;
}

const ContactOutcome = createUnionType({
  name: 'ContactOutcome',
  types: () => [ContactChanged, Refused] as const,
  resolveType: (value) => ('code' in value ? Refused : ContactChanged),
});

@InputType()
class CorrectContactDetailsInput {
  @Field(() => UUID) declare contactId: string;
  @Field(() => String) declare idempotencyKey: string;
  @Field(() => String, { nullable: true }) declare title: string | null;
}

/** The resolver that serves these rows. */
export const resolverOf = (rows: ServedRows): NonEmptyArray<new () => object>[0] => {
  const served = new Map(
    Object.entries(rows.organizations).map(([id, { partnerOrganization }]) => {
      const { contacts, ...organization } = partnerOrganization as { contacts: object };
      return [id, Object.assign(new PartnerOrganization(), organization, { page: contacts })];
    }),
  );

  @Resolver()
  class Served {
    @Query(() => ContactConnection)
    partnerContacts(
      @Arg('partnerId', () => UUID) partnerId: string,
      @Arg('first', () => Int, { defaultValue: 20 }) _first: number,
      @Arg('minPosition', () => Position, { nullable: true }) _minPosition: string | null,
    ): object | undefined {
      return rows.organizations[partnerId]?.partnerContacts;
    }

    @Query(() => PartnerOrganization, { nullable: true })
    partnerOrganization(
      @Arg('id', () => UUID) id: string,
      @Arg('minPosition', () => Position, { nullable: true }) _minPosition: string | null,
    ): object | undefined {
      return served.get(id);
    }

    @Query(() => Contact, { nullable: true })
    contact(
      @Arg('id', () => UUID) _id: string,
      @Arg('minPosition', () => Position, { nullable: true }) _minPosition: string | null,
    ): object {
      return rows.contact;
    }

    @Mutation(() => ContactOutcome)
    correctContactDetails(
      @Arg('input', () => CorrectContactDetailsInput) input: CorrectContactDetailsInput,
    ): object {
      return corrected(input);
    }
  }
  return Served;
};
