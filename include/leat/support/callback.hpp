// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// What is to be called back, of any type; or nothing. As `std::function`, from which it is made as
/// from any callable, without the weight of `<functional>`: copies share what is called.
template <class Signature>
class callback;

template <class... Arguments>
class callback<void(Arguments...)> {
public:
    callback() = default;
    callback(std::nullptr_t) noexcept {}

    template <class Function>
        requires(!std::same_as<std::remove_cvref_t<Function>, callback> &&
                 std::invocable<std::decay_t<Function>&, Arguments...>)
    callback(Function&& function) {
        using held = std::decay_t<Function>;
        // A std::function or a pointer may be null; a lambda or a function only looks as if it
        // could.
        if constexpr (!std::is_empty_v<held> &&
                      !std::is_function_v<std::remove_reference_t<Function>> &&
                      requires { function == nullptr; })
            if (function == nullptr) return;
        held_ = std::make_shared<held>(std::forward<Function>(function));
        call_ = [](void* at, Arguments... arguments) {
            (*static_cast<held*>(at))(std::forward<Arguments>(arguments)...);
        };
    }

    explicit operator bool() const noexcept { return call_ != nullptr; }

    /// Requires: there is something to call.
    void operator()(Arguments... arguments) const {
        call_(held_.get(), std::forward<Arguments>(arguments)...);
    }

private:
    std::shared_ptr<void> held_{};
    void (*call_)(void* at, Arguments... arguments) = nullptr;
};

} // namespace leat::detail
