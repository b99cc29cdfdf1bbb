package io.grapevine.chassis.schema;

/** Work was asked for before the tables are there; it passes as soon as PostgreSQL answers. */
public final class SchemaAbsent extends RuntimeException {

    public SchemaAbsent() {
        super("PostgreSQL did not answer yet since this service started, its tables may be missing");
    }
}
