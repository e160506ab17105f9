//! PostgreSQL ends every connection, as it does when it is restarted.

use diesel::prelude::*;
use perennial::platform::db::AnyConnection;

use crate::support::Network;

/// As many as the pools of a test have, readers and writers.
const CONNECTIONS: usize = 8;

#[test]
fn each_lost_connection_costs_one_request_at_most() {
    let Some(network) = Network::start_on_postgres() else { return };
    let admin = network.admin();
    std::thread::scope(|scope| {
        // Several at once, so that the pools are full and their connections were in use just now.
        for _ in 0..CONNECTIONS {
            scope.spawn(|| admin.get("/regions").expect(200));
        }
    });
    network.operator(|work| {
        let AnyConnection::Postgres(conn) = &mut *work.conn else { panic!("not PostgreSQL") };
        let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid()";
        diesel::sql_query(ended).execute(conn)?;
        Ok(())
    });
    let mut refused = 0;
    let mut fine = 0;
    while fine < 2 * CONNECTIONS {
        let answer = admin.get("/regions");
        if answer.status == 200 {
            fine += 1;
            continue;
        }
        assert_eq!(answer.expect(503).header("retry-after"), Some("2"));
        refused += 1;
        assert!(refused <= CONNECTIONS, "a lost connection is handed out again and again");
    }
}
