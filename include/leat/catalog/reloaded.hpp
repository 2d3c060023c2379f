// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/dataset.hpp>

#include <type_traits>
#include <utility>

namespace leat {
namespace dataset {

/// A dataset whose value is loaded again before the next node takes it: that node sees what a later
/// run would see, rounded, reordered or whatever else the format does to it. Without this the next
/// node gets the very value that was saved. `reloaded(d)` owns an rvalue and borrows an lvalue.
template <class D>
class reloaded {
public:
    static constexpr bool loads_again = true;

    explicit reloaded(D&& dataset) : dataset_(std::forward<D>(dataset)) {}

    template <class T>
        requires dataset_for<std::remove_reference_t<D>, T>
    T load() {
        return detail::load_from<T>(dataset_);
    }
    template <class T>
        requires dataset_for<std::remove_reference_t<D>, T>
    void save(T const& value) {
        dataset_.save(value);
    }
    bool exists() { return dataset_.exists(); }
    auto describe() { return dataset_.describe(); }

private:
    D dataset_;
};

template <class D>
reloaded(D&&) -> reloaded<D>;

} // namespace dataset

namespace detail {

/// Whether what was saved is to be loaded again for the next node.
template <class D>
concept loads_again = D::loads_again;

} // namespace detail
} // namespace leat
