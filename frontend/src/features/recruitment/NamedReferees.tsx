// The referees as the applicant sees them: asked or received, never what they wrote; and somebody else for who declined.
import { useState } from 'react';
import {
  askReferees,
  type FollowedApplication,
  type NamedReferee,
  replaceReferee,
} from '../../gen';
import { byLink } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './Applicant.module.css';
import { RefereeFields } from './ApplicantFields';
import { refereeFields } from './applicationFields';
import { ReferenceBadge } from './ReferenceBadge';

interface NamedRefereesProps {
  application: FollowedApplication;
  token: string;
  onChanged: (next: FollowedApplication) => void;
}

export function NamedReferees({ application, token, onChanged }: NamedRefereesProps) {
  const t = useT();
  const dates = useDates();
  const [replacing, setReplacing] = useState<NamedReferee | null>(null);
  const { references, may_withdraw: underWay } = application;
  const named = references.some(({ state }) => state === 'named');
  return (
    <Stack>
      {named && <AskNow token={token} onChanged={onChanged} />}
      <ul className={styles.people}>
        {references.map((referee) => (
          <li key={referee.id} className={styles.person}>
            <div className={styles.line}>
              <strong>{referee.name}</strong>
              <ReferenceBadge state={referee.state} />
            </div>
            <p>
              {referee.answered_at
                ? t('recruitment.references.answered', {
                    email: referee.email,
                    day: dates.day(referee.answered_at),
                  })
                : referee.asked_at
                  ? t('recruitment.references.asked', {
                      email: referee.email,
                      day: dates.day(referee.asked_at),
                    })
                  : referee.email}
            </p>
            {referee.state === 'declined' && underWay && (
              <div>
                <Button labelSuffix={`: ${referee.name}`} onPress={() => setReplacing(referee)}>
                  {t('recruitment.references.replace')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p>{t('recruitment.references.never_read')}</p>
      {replacing && (
        <ReplaceDialog
          referee={replacing}
          token={token}
          onChanged={onChanged}
          onClose={() => setReplacing(null)}
        />
      )}
    </Stack>
  );
}

function AskNow({ token, onChanged }: Omit<NamedRefereesProps, 'application'>) {
  const t = useT();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  async function ask() {
    setPending(true);
    setFailure(null);
    try {
      onChanged((await askReferees({ headers: byLink(token) })).data);
      notify({ tone: 'done', text: t('recruitment.references.asked_now') });
    } catch (error) {
      setFailure(error);
      setPending(false);
    }
  }
  return (
    <div className={styles.note}>
      <Stack gap="s">
        <p>{t('recruitment.references.not_asked')}</p>
        {failure !== null && <ErrorState error={failure} focusOnMount />}
        <div>
          <Button tone="primary" pending={pending} onPress={() => void ask()}>
            {t('recruitment.references.ask_now')}
          </Button>
        </div>
      </Stack>
    </div>
  );
}

const schema = z.object(refereeFields);

interface ReplaceDialogProps {
  referee: NamedReferee;
  token: string;
  onChanged: (next: FollowedApplication) => void;
  onClose: () => void;
}

function ReplaceDialog({ referee, token, onChanged, onClose }: ReplaceDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { name: '', email: '', relation: '' },
    submit: async (body) => {
      const path = { id: referee.id };
      const { data } = await replaceReferee({ headers: byLink(token), path, body });
      onChanged(data);
      notify({ tone: 'done', text: t('recruitment.references.replaced', { name: body.name }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t('recruitment.references.replace_title', { name: referee.name })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('recruitment.references.ask')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <RefereeFields />
      </AppForm>
    </Dialog>
  );
}
