import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { presentView } from '../read/view';
import { ServiceStatus } from '../types/service-status';

/** The query `status`. */
@Resolver()
export class StatusQuery {
  @Query(() => ServiceStatus, { description: 'The log, and how far the read models have followed it.' })
  async status(@Ctx() { liaison, modelStates }: Context): Promise<ServiceStatus> {
    const { log } = liaison;
    return new ServiceStatus(
      log.storeId,
      await log.head(),
      (await presentView(liaison)).position,
      await modelStates(),
    );
  }
}
