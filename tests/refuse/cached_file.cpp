// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// A serialize of the user's for leat::file would store its name alone.
// expect: leat: a cached node returns a file, which is not kept
// expect: because_of<leat::file>
// expect: {"report"}
#include <leat/dsl/file.hpp>

#include <boost/serialization/split_free.hpp>
#include <boost/serialization/string.hpp>

#include <string>

namespace boost::serialization {
template <class Archive>
void save(Archive& archive, leat::file const& f, unsigned) {
    std::string path = f.path().string();
    archive << path;
}
template <class Archive>
void load(Archive& archive, leat::file& f, unsigned) {
    std::string path;
    archive >> path;
    f = leat::file(path);
}
template <class Archive>
void serialize(Archive& archive, leat::file& f, unsigned version) {
    split_free(archive, f, version);
}
} // namespace boost::serialization

#include <leat/cache.hpp>
#include <leat/leat.hpp>

constexpr auto p =
    leat::pipeline("p", leat::node("report", [] { return leat::file("report.txt"); }) |
                            leat::cached | leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
