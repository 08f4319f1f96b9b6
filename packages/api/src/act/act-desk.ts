import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import type { Visitor } from '../access/visitor.ts';
import type { ActTools } from './act-tools.ts';
import { answerOf } from './apply-answer.ts';
import { applyPlan, type ApplyRequest } from './apply-plan.ts';
import { createJobDesk, type JobDesk } from './job-desk.ts';
import { createPlanRoom, type PlanRoom } from './plan-room.ts';
import { recountedSeat } from './recounted-seat.ts';

/** All that changes anything: plans, jobs and their records. */
export interface ActDesk {
  readonly tools: ActTools;
  readonly plans: PlanRoom;
  readonly jobs: JobDesk;
  /** A plan takes effect once: whoever applies it again is told what came of it. */
  apply(request: ApplyRequest, visitor: Visitor): Promise<ApplyAnswer>;
}

export function createActDesk(tools: ActTools): ActDesk {
  const jobs = createJobDesk(tools);
  const underWay = new Map<string, Promise<ApplyAnswer>>();

  async function once(request: ApplyRequest, visitor: Visitor): Promise<ApplyAnswer> {
    const before = await tools.journal.jobOfPlan(request.planId);
    if (before !== undefined) {
      const seat = jobs.seat(before.jobId) ?? (await recountedSeat(tools.journal, before));
      return answerOf(seat, await tools.journal.undoOf(before.jobId));
    }
    return applyPlan(tools, jobs, request, visitor);
  }

  return {
    tools,
    plans: createPlanRoom(tools),
    jobs,
    apply(request, visitor) {
      const running = underWay.get(request.planId);
      if (running !== undefined) return running;
      const answer = once(request, visitor).finally(() => underWay.delete(request.planId));
      underWay.set(request.planId, answer);
      return answer;
    },
  };
}
