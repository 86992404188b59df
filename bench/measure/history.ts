import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The cost of a workflow's history. */
export interface HistoryCost {
  readonly events: number;
  /** Size of the events as the server stores them, in bytes. */
  readonly bytes: number;
  /** Temporal Cloud actions as published. Queries are not in a history and are not counted. */
  readonly actions: number;
}

/**
 * Counts events, bytes and actions of one history.
 * @source docs.temporal.io, "What counts as an action"
 */
export function costOf(history: History, encode: (event: HistoryEvent) => Uint8Array): HistoryCost {
  const events = history.events ?? [];
  const bytes = events.reduce((total, event) => total + encode(event).byteLength, 0);
  const single = events.reduce((total, event) => total + actionsOf(event), 0);
  return { events: events.length, bytes, actions: single + localActivityTasks(events) };
}

function actionsOf(event: HistoryEvent): number {
  if (event.workflowExecutionStartedEventAttributes || event.workflowExecutionSignaledEventAttributes) return 1;
  if (event.timerStartedEventAttributes || event.activityTaskScheduledEventAttributes) return 1;
  if (event.upsertWorkflowSearchAttributesEventAttributes || event.workflowExecutionUpdateAcceptedEventAttributes)
    return 1;
  if (event.startChildWorkflowExecutionInitiatedEventAttributes) return 2;
  // Scheduling includes the first attempt; each further attempt is an action.
  return Math.max(0, (event.activityTaskStartedEventAttributes?.attempt ?? 1) - 1);
}

/** All local activities of one workflow task are one action. */
function localActivityTasks(events: readonly HistoryEvent[]): number {
  const tasks = events.flatMap(({ markerRecordedEventAttributes: marker }) =>
    marker?.markerName === 'core_local_activity' ? [String(marker.workflowTaskCompletedEventId)] : [],
  );
  return new Set(tasks).size;
}
