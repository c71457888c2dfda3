#!/bin/sh
# First start of the database container: the two roles and the database, with the passwords of their addresses.
set -eu

password() {
    sed -n 's#^postgresql://[^:]*:\([^@]*\)@.*#\1#p' "/run/secrets/$1"
}

psql -v ON_ERROR_STOP=1 -U postgres -v owner="$(password owner_url)" -v app="$(password app_url)" <<'SQL'
create role pasok_owner login password :'owner';
create role pasok_app login password :'app';
create database pasok owner pasok_owner;
SQL
