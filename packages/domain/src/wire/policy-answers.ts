import type { Forecast } from '../policies/forecast.ts';
import type { PolicySettings, PolicyState } from '../policies/policy.ts';
import type { PolicyRun } from '../policies/policy-run.ts';
import type { ReadyPlan } from './action-answers.ts';

/** One policy in policies.list. Times epoch ms of this machine's clock. */
export interface PolicyAnswer {
  readonly policyId: string;
  readonly settings: PolicySettings;
  readonly state: PolicyState;
  readonly because: string;
  readonly reason: string;
  readonly savedBy: string;
  readonly savedAt: number;
  /** Streams it is for now; the first 20 of them. */
  readonly streams: readonly string[];
  readonly streamCount: number;
  /** The next times it is due; none while it is off. */
  readonly next: readonly number[];
  /** Why it does not run although it is on; '' = it runs. */
  readonly waits: string;
  /** Its newest runs, one for each stream or group, newest first, at most 20. */
  readonly newest: readonly PolicyRunAnswer[];
}

export type PolicyRunAnswer = Omit<PolicyRun, 'facts' | 'fingerprint' | 'planId'> & {
  /** Entries it left; null = not known. */
  readonly left: number | null;
};

export interface PoliciesAnswer {
  readonly items: readonly PolicyAnswer[];
  readonly nextCursor: null;
  /** Why no policy runs until a person says so; null = they do. */
  readonly heldUp: string | null;
  /** Who runs the policies: this Weir, another one on the same data, or nobody yet. */
  readonly runner: 'here' | 'elsewhere' | 'nobody';
}

/** policies.plan: what the settings would do now. Shown once, it may be switched on. */
export interface PolicyPlanAnswer {
  /** Give it to policies.save as `seen`. */
  readonly dryRunId: string;
  readonly validUntil: number;
  readonly streamCount: number;
  /** Of a trim policy: the largest ones, at most 10. */
  readonly streams: readonly StreamForecast[];
  /** Of a dead-letter policy. */
  readonly groupCount: number;
  /** The first of them, at most 10. */
  readonly groups: readonly GroupForecast[];
  readonly next: readonly number[];
}

export interface GroupForecast {
  readonly stream: string;
  readonly group: string;
  /** Null = none can be made, `because` says why. */
  readonly plan: ReadyPlan | null;
  readonly because: string;
  /** The first entries it would take. */
  readonly sample: readonly { readonly id: string; readonly deliveries: number; readonly consumer: string }[];
}

export interface StreamForecast {
  readonly stream: string;
  readonly plan: ReadyPlan;
  /** Entries one run may take. */
  readonly runTakes: number;
  /** Null = how fast entries come in is not known yet. */
  readonly forecast: Forecast | null;
}
