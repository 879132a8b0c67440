package firsthand.playground.server;

import firsthand.playground.session.Session;

/** A session as the engine behind the server. */
record SessionEngine(Session session) implements Engine {
    @Override
    public String handle(String form) {
        return session.handle(form);
    }

    @Override
    public boolean work(long nanoseconds) {
        return session.work(nanoseconds);
    }

    @Override
    public String snapshot() {
        return session.snapshot();
    }

    @Override
    public long version() {
        return session.version();
    }
}
