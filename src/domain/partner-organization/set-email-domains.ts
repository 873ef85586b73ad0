import type { PartnerOrganizationEmailDomainsSet } from '../../../events';
import type { Decision } from '../decision';
import { sameSet } from '../same';
import type { PartnerOrganization } from './partner-organization';

export interface SetEmailDomains {
  readonly partnerOrganizationId: string;
  /** Empty: any. A domain does not imply its subdomains. */
  readonly domains: readonly string[];
}

/** Limits which e-mail addresses users of this partner may have when access is granted. */
export const setEmailDomains =
  ({ partnerOrganizationId, domains: asked }: SetEmailDomains) =>
  ({ emailDomains }: PartnerOrganization): Decision<PartnerOrganizationEmailDomainsSet> => {
    const domains = [...new Set(asked.map((domain) => domain.trim().toLowerCase()))];
    if (sameSet(domains, emailDomains)) return [];
    return [{ type: 'PartnerOrganizationEmailDomainsSet', data: { partnerOrganizationId, domains } }];
  };
