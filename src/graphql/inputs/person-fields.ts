import { ArrayMaxSize } from 'class-validator';
import { CHANNELS_MAX } from './bounds';
import { ChannelInput } from './channel-input';
import { NestedField } from './fields';

/** The bounded list of channels of a person. */
export const ChannelsField =
  (description: string): PropertyDecorator =>
  (target, name) => {
    NestedField(() => [ChannelInput], `${description} At most ${CHANNELS_MAX}.`, { nullable: true })(
      target,
      name,
    );
    ArrayMaxSize(CHANNELS_MAX, { message: `must hold at most ${CHANNELS_MAX} items` })(target, name);
  };
