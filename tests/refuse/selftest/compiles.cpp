// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// reported: it must be refused, and compiles

int main() {}
