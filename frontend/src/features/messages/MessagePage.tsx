// One message: what it said, how far it is, and what became of the mail to each person.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { messageQuery } from './data';
import styles from './Letter.module.css';
import { Recipients } from './Recipients';
import { ResumeButton } from './ResumeButton';
import { MESSAGE_TONES, RECIPIENT_STATES } from './words';

export default function MessagePage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const { message_id = '' } = useParams({ strict: false }) as { message_id?: string };
  const message = useSuspenseQuery(messageQuery(message_id)).data;
  return (
    <>
      <PageHeader
        title={message.subject}
        lead={t('messages.sent_by', {
          name: message.sent_by_name,
          when: dates.dateTime(message.created_at),
          region: message.region_name ?? t('messages.several'),
        })}
        badge={
          <StateBadge
            state={message.state}
            label={t(`messages.state.${message.state}`)}
            tones={MESSAGE_TONES}
          />
        }
      />
      <Stack gap="l">
        {message.state === 'writing' && message.job_id && (
          <JobProgress
            jobId={message.job_id}
            label={t('messages.writing')}
            onEnd={() => void queries.invalidateQueries({ queryKey: ['messages'] })}
          />
        )}
        {message.can_resume && <ResumeButton message={message} />}
        <StatList>
          {RECIPIENT_STATES.map((state) => (
            <Stat
              key={state}
              label={t(`messages.recipient.${state}`)}
              value={number(message.counts[state])}
            />
          ))}
        </StatList>
        <Recipients message={message} />
        <Card title={t('messages.body')}>
          <Stack gap="s">
            {message.template && (
              <p>
                {t(message.template.changed ? 'messages.begun_changed' : 'messages.begun', {
                  name: message.template.name,
                  number: message.template.number,
                })}
              </p>
            )}
            <p className={styles.letter}>{message.body}</p>
          </Stack>
        </Card>
      </Stack>
    </>
  );
}
