import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import {
  type ChannelKind,
  canSignIn,
  type Flavor,
  flavorAt,
  flavorFor,
  nextDue,
  partnerOf,
} from '../../../events';
import type { ContactCard } from '../../../projections/contact-list/contact-card';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { type KeptTexts, TEXTS } from '../execution/kept-texts';
import { textsOfRow } from '../read/texts-of-row';
import type { View } from '../read/view';
import { DateTime } from '../scalars/date-time';
import { Position } from '../scalars/position';
import { Uuid } from '../scalars/uuid';
import { ContactChannel } from './contact-channel';
import { ChannelKindEnum, FlavorEnum } from './enums';
import { ExternalId } from './external-id';
import { HeldRole } from './held-role';
import { ContactInvitation } from './invitation';
import { PersonName } from './person-name';
import { UserAccess } from './user-access';

const EMAIL: readonly ChannelKind[] = ['EMAIL'];
const PHONE: readonly ChannelKind[] = ['PHONE', 'MOBILE'];

/** A contact in one state of the log. What leads to other things stands in contact-links.ts. */
@ObjectType({ simpleResolvers: true, description: 'A person: one we sell to, one we sell with, or both.' })
export class Contact {
  readonly [TEXTS]: KeptTexts | undefined;

  @Field(() => Uuid, { description: 'Id of the contact; never changes.' })
  readonly id: string;

  @Field(() => Int, { description: 'Version of the contact, to be given as `expectedVersion`.' })
  readonly version: number;

  @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
  readonly position: string;

  @Field(() => DateTime, { description: 'When the contact was registered.' })
  readonly registeredAt: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the person does there; null also once it was erased.',
  })
  readonly title: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where in the organization; null also once it was erased.',
  })
  readonly department: string | null;

  private maySignIn: boolean | undefined;
  private shownName: PersonName | undefined;
  private shownRoles: readonly HeldRole[] | undefined;

  constructor(
    readonly card: ContactCard,
    readonly view: View,
  ) {
    this[TEXTS] = textsOfRow(card, view.instant, () => nextDue(card.standing));
    this.id = card.contactId;
    this.version = card.version;
    this.position = view.position;
    this.registeredAt = card.registeredAt;
    this.title = card.title;
    this.department = card.department;
  }

  @Field(() => Boolean, { description: 'Whether the personal data of the contact was erased.' })
  get erased(): boolean {
    return this.card.name === null && this.card.channels.every(({ value }) => value === null);
  }

  @Field(() => PersonName, {
    nullable: true,
    description: 'Name; null where none is known, or once it was erased.',
  })
  get name(): PersonName | null {
    if (this.card.name === null) return null;
    this.shownName ??= new PersonName(this.card.name);
    return this.shownName;
  }

  @Field(() => ExternalId, { nullable: true, description: 'Its id in another system.' })
  get externalId(): ExternalId | null {
    return this.card.externalId === undefined ? null : new ExternalId(this.card.externalId);
  }

  @Field(() => Boolean, {
    description:
      'Whether the contact may sign in now, or at the instant of `asOf`: organization, role, access ' +
      'and identity together.',
  })
  canSignIn(@Ctx() { loaders }: Context): Soon<boolean> {
    const { standing } = this.card;
    const partnerId = partnerOf(standing);
    const found = partnerId === undefined ? undefined : loaders.partnerRow(this.view, partnerId);
    return andThen(found, (partner) => {
      this.maySignIn ??= canSignIn(standing, partner?.status, this.view.instant);
      return this.maySignIn;
    });
  }

  @Field(() => FlavorEnum, {
    description: 'What the contact is to the brand owner now, or at the instant of `asOf`.',
  })
  get flavor(): Flavor {
    return flavorAt(this.card.standing, this.view.instant);
  }

  @Field(() => FlavorEnum, {
    description: 'What the contact is to one organization: one it sells with may be only sold to elsewhere.',
  })
  flavorFor(
    @Arg('organizationId', () => Uuid, { description: 'A partner organization or an account.' })
    organizationId: string,
  ): Flavor {
    return flavorFor(this.card.standing, organizationId, this.view.instant);
  }

  @Field(() => [ContactChannel], { description: 'The ways to reach the person.' })
  channels(
    @Arg('kinds', () => [ChannelKindEnum], {
      nullable: true,
      description: 'Only channels of these kinds; all where left out.',
    })
    kinds?: readonly ChannelKind[] | null,
  ): readonly ContactChannel[] {
    const { channels } = this.card;
    const wanted =
      kinds === undefined || kinds === null ? channels : channels.filter(({ kind }) => kinds.includes(kind));
    return wanted.map((channel) => new ContactChannel(channel));
  }

  @Field(() => String, { nullable: true, description: 'The preferred e-mail address, else the first.' })
  get email(): string | null {
    return this.preferred(EMAIL);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The preferred telephone or mobile number, else the first.',
  })
  get phone(): string | null {
    return this.preferred(PHONE);
  }

  @Field(() => [HeldRole], {
    description: 'Resource roles, those for a coming day included; empty makes it no resource.',
  })
  get roles(): readonly HeldRole[] {
    this.shownRoles ??= this.card.standing.roles.map((role) => new HeldRole(role, this.view));
    return this.shownRoles;
  }

  @Field(() => UserAccess, {
    nullable: true,
    description: 'User access it has or last had; null: it never had any.',
  })
  get access(): UserAccess | null {
    const { access } = this.card.standing;
    return access === undefined ? null : new UserAccess(this.id, access, this.card.login, this.view.instant);
  }

  @Field(() => ContactInvitation, {
    nullable: true,
    description: 'The last invitation; null: it was never invited.',
  })
  get invitation(): ContactInvitation | null {
    const { invitation } = this.card.standing;
    return invitation === undefined ? null : new ContactInvitation(invitation, this.view.instant);
  }

  @Field(() => Boolean, {
    description: 'Whether an identity of an identity provider belongs to the contact.',
  })
  get identityLinked(): boolean {
    return this.card.standing.identityKey !== undefined;
  }

  private preferred(kinds: readonly ChannelKind[]): string | null {
    let first: string | null = null;
    for (const { kind, value, preferred } of this.card.channels) {
      if (value === null || !kinds.includes(kind)) continue;
      if (preferred) return value;
      first ??= value;
    }
    return first;
  }
}
