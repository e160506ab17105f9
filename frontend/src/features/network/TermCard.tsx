// One term of a seat: whose, from when until when, what led to it, and what can be done with it.
import { useQueryClient } from '@tanstack/react-query';
import { returnFromLeave, type TermView } from '../../gen';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { networkChanged } from './changing';
import { TermBadge } from './TermBadge';

export type TermDialog = 'renew' | 'leave' | 'end' | 'why';

interface TermCardProps {
  term: TermView;
  /** Undefined: the person only reads. */
  onAsk: ((what: TermDialog) => void) | undefined;
}

export const isOver = (term: TermView) =>
  term.state === 'ended' || term.state === 'graduated' || term.ends_on <= todayInUtc();

/** It was ended, or is to end, before the day of its appointment: somebody said why. */
const endedEarly = (term: TermView) => term.never_began || term.appointed_until !== term.ends_on;

export function TermDetail({ term, onAsk }: TermCardProps) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const comeBack = async () => {
    try {
      await returnFromLeave({ path: { id: term.id } });
      notify({ tone: 'done', text: t('network.leave.returned', { name: term.person_name }) });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await networkChanged(queries);
  };
  const begun = term.starts_on <= todayInUtc();
  const over = isOver(term);
  const facts = [
    term.never_began && t('network.term.never_began'),
    term.handover &&
      t('network.term.handover', {
        from: dates.date(term.starts_on),
        until: dates.date(term.alone_from),
      }),
    term.renews_term_id && t('network.term.renewal', { times: term.times_renewed }),
    term.renewal_id && t('network.term.renewed'),
    !term.never_began &&
      term.appointed_until !== term.ends_on &&
      t('network.term.early', { day: dates.date(term.appointed_until) }),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <Stack gap="s">
      <Stack row gap="s">
        <TermBadge state={term.state} />
      </Stack>
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {onAsk && endedEarly(term) && (
        <div>
          <Button small labelSuffix={`, ${term.person_name}`} onPress={() => onAsk('why')}>
            {t('network.ending.action')}
          </Button>
        </div>
      )}
      {onAsk && !over && (
        <Stack row gap="s">
          {term.state !== 'in_training' && !term.renewal_id && (
            <Button small labelSuffix={`, ${term.person_name}`} onPress={() => onAsk('renew')}>
              {t('network.renew.action')}
            </Button>
          )}
          {term.state === 'active' && begun && (
            <Button small labelSuffix={`, ${term.person_name}`} onPress={() => onAsk('leave')}>
              {t('network.leave.action')}
            </Button>
          )}
          {term.state === 'on_leave' && (
            <Button small labelSuffix={`, ${term.person_name}`} onPress={comeBack}>
              {t('network.leave.return')}
            </Button>
          )}
          <Button
            small
            tone="danger"
            labelSuffix={`, ${term.person_name}`}
            onPress={() => onAsk('end')}
          >
            {t('network.end.action')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}
