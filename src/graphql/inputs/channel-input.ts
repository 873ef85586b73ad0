import { isEmail, ValidateBy } from 'class-validator';
import { InputType } from 'type-graphql';
import type { ChannelKind } from '../../../events';
import { ChannelKindEnum } from '../types/enums';
import { ADDRESS, EMAIL_CHARACTERS_MAX, PHONE, SOCIAL } from './bounds';
import { IdField, InputField } from './fields';
import { textFault } from './text-rules';

const EMAIL_OPTIONS = { allow_utf8_local_part: true, ignore_max_length: true };

const FAULTS: Readonly<Record<ChannelKind, (value: unknown) => string | undefined>> = {
  EMAIL: (value) =>
    textFault(value, { max: EMAIL_CHARACTERS_MAX }) ??
    (isEmail(value, EMAIL_OPTIONS) ? undefined : 'must be an e-mail address such as ada@partner.example'),
  PHONE: (value) => textFault(value, PHONE),
  MOBILE: (value) => textFault(value, PHONE),
  SOCIAL: (value) => textFault(value, SOCIAL),
  ADDRESS: (value) => textFault(value, ADDRESS),
};

const faultOf = (value: unknown, channel: unknown): string | undefined =>
  // class-validator hands over the object it validates: the input whose kind GraphQL has checked.
  FAULTS[(channel as ChannelInput).kind](value);

const IsChannelValue = (): PropertyDecorator =>
  ValidateBy({
    name: 'channelValue',
    validator: {
      validate: (value, args) => faultOf(value, args?.object) === undefined,
      defaultMessage: (args) => faultOf(args?.value, args?.object) ?? '',
    },
  });

/** A way to reach a person. */
@InputType({ description: 'A way to reach a person.' })
export class ChannelInput {
  @IdField('Id of a channel that the contact already has; leave out for a new one.', { nullable: true })
  readonly id?: string | null;

  @InputField(() => ChannelKindEnum, 'What kind of channel it is.')
  declare readonly kind: ChannelKind;

  @InputField(
    () => String,
    'E-mail address (at most 254 characters), telephone number (3 to 32: digits, spaces and + ( ) - . / ' +
      'with ext before an extension), http or https address of a profile (at most 500) or postal address ' +
      '(at most 500, may have several lines).',
    {},
    IsChannelValue(),
  )
  declare readonly value: string;

  @InputField(() => Boolean, 'Whether the person prefers to be reached here.', { defaultValue: false })
  declare readonly preferred: boolean;

  @InputField(() => Boolean, 'Whether the person does not want to be contacted here.', {
    defaultValue: false,
  })
  declare readonly doNotContact: boolean;
}
